// Compiled with the instructions of its name (see CMakeLists.txt); chosen at run time by bit_kernels().
#include "search/bit_kernels_body.h"

namespace stillpoint::search {

const BitKernels& bit_kernels_avx2();
const BitKernels& bit_kernels_avx2() {
  return kKernels;
}

}  // namespace stillpoint::search
