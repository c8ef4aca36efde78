#pragma once

#include <memory>

#include "bench_directory.h"
#include "peers/flat_directory.h"

namespace stillpoint::bench {

/// The index itself, in process.
std::unique_ptr<Peer> make_stillpoint_peer(const FlatDirectory& directory, BenchDirectory& source);

}  // namespace stillpoint::bench
