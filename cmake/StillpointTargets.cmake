# How the house makes its targets: one library per folder of src/, one test program per folder of tests/.

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(stillpoint_warnings INTERFACE)
target_compile_options(stillpoint_warnings INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast>)

# The standard headers that most sources include, read once instead of some five hundred times. No source may rely on
# it: the presets without it (dev, release) compile the same sources, and there a missing include is an error. With g++ 12
# they cost false alarms of -Warray-bounds and -Wrestrict in std::string, so only the sanitizers' build with clang++ asks.
option(STILLPOINT_PRECOMPILE "Precompile the standard headers" OFF)

# stillpoint_precompiled(standard HEADERS <a> ... DEPENDS ...) makes stillpoint_precompiled_standard, reused by others.
function(stillpoint_precompiled name)
  cmake_parse_arguments(ARG "" "" "HEADERS;DEPENDS" ${ARGN})
  set(empty ${CMAKE_CURRENT_BINARY_DIR}/precompiled_${name}.cpp)
  file(GENERATE OUTPUT ${empty} CONTENT "// Only here because its headers are precompiled.\n")
  add_library(stillpoint_precompiled_${name} OBJECT ${empty})
  target_link_libraries(stillpoint_precompiled_${name} PRIVATE stillpoint_warnings Threads::Threads ${ARG_DEPENDS})
  target_precompile_headers(stillpoint_precompiled_${name} PRIVATE ${ARG_HEADERS})
endfunction()

# stillpoint_reuse_precompiled(target standard): the target's sources begin with those headers, where they are wanted.
function(stillpoint_reuse_precompiled target name)
  if(STILLPOINT_PRECOMPILE)
    target_link_libraries(${target} PRIVATE Threads::Threads)  # the same flags, or the compiler refuses them
    target_precompile_headers(${target} REUSE_FROM stillpoint_precompiled_${name})
  endif()
endfunction()

if(STILLPOINT_PRECOMPILE)
  set(STILLPOINT_STANDARD_HEADERS <algorithm> <array> <chrono> <cstdint> <functional> <map> <memory> <optional> <span>
                                  <string> <string_view> <utility> <vector>)
  stillpoint_precompiled(standard HEADERS ${STILLPOINT_STANDARD_HEADERS})
endif()

# stillpoint_library(base SOURCES a.cpp ... DEPENDS stillpoint::x ... PRIVATE_DEPENDS ...)
# Makes the library `stillpoint_base`, known as `stillpoint::base`, whose headers are included by full path from src/.
function(stillpoint_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
  add_library(stillpoint_${name} STATIC ${ARG_SOURCES})
  add_library(stillpoint::${name} ALIAS stillpoint_${name})
  target_include_directories(stillpoint_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(stillpoint_${name} PUBLIC ${ARG_DEPENDS} PRIVATE ${ARG_PRIVATE_DEPENDS} stillpoint_warnings)
  stillpoint_reuse_precompiled(stillpoint_${name} standard)
endfunction()

add_custom_target(threads_tests)  # there before the first such test is

# stillpoint_test(base LABEL unit SOURCES a_test.cpp ... DEPENDS stillpoint::base ...)
# Makes the GoogleTest program `base_test` and registers each of its tests with ctest under the label. All programs of
# a label are built by the target `<label>_tests`. The label `threads` is for tests of state that threads share: they
# run under the thread sanitizer too.
function(stillpoint_test name)
  cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;DEPENDS" ${ARGN})
  if(NOT ARG_LABEL)
    set(ARG_LABEL unit)
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 600)  # the slowest: 11 s; with sanitizers, not optimised, on a busy machine over 120 s
  endif()
  add_executable(${name}_test ${ARG_SOURCES})
  target_include_directories(${name}_test PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(${name}_test PRIVATE ${ARG_DEPENDS} GTest::gtest_main GTest::gmock stillpoint_warnings)
  stillpoint_reuse_precompiled(${name}_test tests)
  target_compile_definitions(${name}_test PRIVATE STILLPOINT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  if(NOT TARGET ${ARG_LABEL}_tests)
    add_custom_target(${ARG_LABEL}_tests)
  endif()
  add_dependencies(${ARG_LABEL}_tests ${name}_test)
  gtest_discover_tests(${name}_test TEST_PREFIX ${name}. PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT}
                       DISCOVERY_TIMEOUT 60)
endfunction()

# stillpoint_embed(target NAMESPACE stillpoint::seed HEADER seed/embedded_seed.h BASE dir FILES a.json ...)
# Puts files into the program. The generated header declares, in the namespace,
#   std::span<const EmbeddedFile> embedded_files();   // {std::string_view name, content}, sorted by name
function(stillpoint_embed target)
  cmake_parse_arguments(ARG "" "NAMESPACE;HEADER;BASE" "FILES" ${ARGN})
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded)
  string(MAKE_C_IDENTIFIER "${ARG_HEADER}" id)
  set(paths "")
  foreach(f ${ARG_FILES})
    list(APPEND paths ${ARG_BASE}/${f})
  endforeach()
  set(cpp ${out}/${id}.cpp)
  set(header ${out}/${ARG_HEADER})
  add_custom_command(
    OUTPUT ${cpp} ${header}
    COMMAND ${CMAKE_COMMAND} "-DNAMESPACE=${ARG_NAMESPACE}" "-DHEADER=${header}" "-DINCLUDE=${ARG_HEADER}"
            "-DCPP=${cpp}" "-DBASE=${ARG_BASE}" "-DFILES=${ARG_FILES}" "-DID=${id}"
            -P ${PROJECT_SOURCE_DIR}/cmake/EmbedFiles.cmake
    DEPENDS ${paths} ${PROJECT_SOURCE_DIR}/cmake/EmbedFiles.cmake
    VERBATIM)
  target_sources(${target} PRIVATE ${cpp} ${header})
  # The assembler reads the files by name, so the compiler cache must not serve an old object: depend on them.
  set_source_files_properties(${cpp} PROPERTIES OBJECT_DEPENDS "${paths}" CXX_COMPILER_LAUNCHER "")
  target_include_directories(${target} PUBLIC ${out})
endfunction()
