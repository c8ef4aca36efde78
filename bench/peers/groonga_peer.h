#pragma once

#include <memory>
#include <string>

#include "peers/flat_directory.h"

namespace stillpoint::bench {

/// Groonga's library in process: column store with inverted indexes, geo index, drilldowns.
/// @param path of a database that is made anew, in an existing folder.
std::unique_ptr<Peer> make_groonga_peer(const FlatDirectory& directory, const std::string& path);

}  // namespace stillpoint::bench
