#include "search/bit_kernels.h"

#include "search/bit_kernels_body.h"

namespace stillpoint::search {

#ifdef STILLPOINT_WIDE_KERNELS
const BitKernels& bit_kernels_avx2();
const BitKernels& bit_kernels_avx512();
#endif

std::vector<const BitKernels*> runnable_bit_kernels() {
  std::vector<const BitKernels*> tables = {&kKernels};
#ifdef STILLPOINT_WIDE_KERNELS
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt"))
    tables.push_back(&bit_kernels_avx2());
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vpopcntdq"))
    tables.push_back(&bit_kernels_avx512());
#endif
  return tables;
}

const BitKernels& bit_kernels() {
  static const BitKernels& best = *runnable_bit_kernels().back();
  return best;
}

}  // namespace stillpoint::search
