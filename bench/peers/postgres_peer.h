#pragma once

#include <memory>
#include <string>

#include "peers/flat_directory.h"

namespace stillpoint::bench {

/// PostgreSQL with PostGIS over a Unix socket: arrays with GIN indexes, a GiST index for places, prepared
/// statements.
/// @param connection a libpq connection string to an empty database.
std::unique_ptr<Peer> make_postgres_peer(const FlatDirectory& directory, const std::string& connection);

}  // namespace stillpoint::bench
