#include "http/connections.h"

#include <sys/socket.h>

namespace stillpoint::http {

std::unique_ptr<Connections::Share> Connections::take_share(const std::string& key) {
  const std::lock_guard lock(mutex_);
  int& held = held_[key];
  if (held >= per_address_max_) return nullptr;
  ++held;
  return std::make_unique<Share>(*this, key);
}

void Connections::give_back(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = held_.find(key);
  if (found != held_.end() && --found->second <= 0) held_.erase(found);
}

Connections::Ticket::Ticket(Connections& connections, int socket)
    : connections_(connections), socket_(socket) {
  const std::lock_guard lock(connections_.mutex_);
  place_ = connections_.open_.insert(connections_.open_.end(), this);
}

Connections::Ticket::~Ticket() {
  const std::lock_guard lock(connections_.mutex_);
  connections_.open_.erase(place_);
}

void Connections::end_waiting() {
  const std::lock_guard lock(mutex_);
  for (const Ticket* const ticket : open_) {
    if (ticket->waiting_) ::shutdown(ticket->socket_, SHUT_RD);
  }
}

void Connections::end_all() {
  const std::lock_guard lock(mutex_);
  for (const Ticket* const ticket : open_) ::shutdown(ticket->socket_, SHUT_RDWR);
}

std::size_t Connections::count() const {
  const std::lock_guard lock(mutex_);
  return open_.size();
}

}  // namespace stillpoint::http
