# Finds libqrencode, which brings no CMake configuration of its own: the target qrencode::qrencode.
find_path(QRENCODE_INCLUDE_DIR qrencode.h)
find_library(QRENCODE_LIBRARY qrencode)
mark_as_advanced(QRENCODE_INCLUDE_DIR QRENCODE_LIBRARY)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Qrencode REQUIRED_VARS QRENCODE_LIBRARY QRENCODE_INCLUDE_DIR
                                  REASON_FAILURE_MESSAGE "run scripts/install-deps")
if(Qrencode_FOUND AND NOT TARGET qrencode::qrencode)
  add_library(qrencode::qrencode UNKNOWN IMPORTED)
  set_target_properties(qrencode::qrencode PROPERTIES IMPORTED_LOCATION ${QRENCODE_LIBRARY}
                        INTERFACE_INCLUDE_DIRECTORIES ${QRENCODE_INCLUDE_DIR})
endif()
