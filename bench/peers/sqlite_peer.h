#pragma once

#include <memory>
#include <string>

#include "peers/flat_directory.h"

namespace stillpoint::bench {

/// Plain SQLite, in process: tables with B-tree indexes, an R*Tree for places, FTS5 for words, prepared
/// statements.
/// @param path a file that is made anew.
std::unique_ptr<Peer> make_sqlite_peer(const FlatDirectory& directory, const std::string& path);

}  // namespace stillpoint::bench
