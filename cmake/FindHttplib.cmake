# Finds cpp-httplib as scripts/install-deps builds it, and refuses one that is too old.
#   httplib::httplib              the compiled library; its header counts as a system header
#   STILLPOINT_HTTPLIB_VERSION    what `stillpoint --version` names

set(STILLPOINT_HTTPLIB_VERSION_MIN 0.41)

# Where install-deps puts it when it may not write to /usr/local.
find_package(httplib QUIET CONFIG PATHS ${PROJECT_SOURCE_DIR}/build/deps)

if(NOT httplib_FOUND)
  # Debian 12's own package has no CMake configuration: only its header tells that it is there.
  if(httplib_CONSIDERED_VERSIONS OR EXISTS /usr/include/httplib.h)
    message(FATAL_ERROR "The cpp-httplib found here is older than ${STILLPOINT_HTTPLIB_VERSION_MIN}, which Stillpoint "
                        "needs for its security fixes: run scripts/install-deps.")
  endif()
  message(FATAL_ERROR "cpp-httplib ${STILLPOINT_HTTPLIB_VERSION_MIN} or newer is missing: run scripts/install-deps.")
endif()
if(httplib_VERSION VERSION_LESS STILLPOINT_HTTPLIB_VERSION_MIN)
  message(FATAL_ERROR "cpp-httplib ${httplib_VERSION} is too old: Stillpoint needs at least "
                      "${STILLPOINT_HTTPLIB_VERSION_MIN} for its security fixes. Run scripts/install-deps.")
endif()
if(NOT HTTPLIB_IS_COMPILED OR NOT HTTPLIB_IS_USING_ZLIB)
  message(FATAL_ERROR "The cpp-httplib ${httplib_VERSION} found here was built without its own library or without "
                      "zlib: run scripts/install-deps.")
endif()
set(STILLPOINT_HTTPLIB_VERSION ${httplib_VERSION})
set(Httplib_FOUND TRUE)
