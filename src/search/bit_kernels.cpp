#include "search/bit_kernels.h"

#include "search/bit_kernels_body.h"

namespace stillpoint::search {

#ifdef STILLPOINT_WIDE_KERNELS
const BitKernels& bit_kernels_avx2();
const BitKernels& bit_kernels_avx512();
#endif

namespace {

const BitKernels& choose() {
#ifdef STILLPOINT_WIDE_KERNELS
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vpopcntdq"))
    return bit_kernels_avx512();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt")) return bit_kernels_avx2();
#endif
  return kKernels;
}

}  // namespace

const BitKernels& bit_kernels() {
  static const BitKernels& kBest = choose();
  return kBest;
}

}  // namespace stillpoint::search
