#pragma once

#include <atomic>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace stillpoint::http {

/// Counts what each address holds, and knows every open connection so that a stop can end those that wait.
/// Thread-safe.
class Connections {
 public:
  explicit Connections(int per_address_max) : per_address_max_(per_address_max) {}

  /// One of an address's share, given back at destruction.
  class Share {
   public:
    Share(Connections& connections, std::string key) : connections_(connections), key_(std::move(key)) {}
    ~Share() { connections_.give_back(key_); }
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;

   private:
    Connections& connections_;
    std::string key_;
  };
  /// @param key of the address (address_key). @return null where the address holds its share already.
  [[nodiscard]] std::unique_ptr<Share> take_share(const std::string& key);

  /// An open connection. While it waits for a request it may be ended by end_waiting().
  class Ticket {
   public:
    Ticket(Connections& connections, int socket);
    ~Ticket();
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;

    void set_waiting(bool waiting) { waiting_ = waiting; }

   private:
    friend class Connections;
    Connections& connections_;
    int socket_;
    std::atomic<bool> waiting_{true};
    std::list<Ticket*>::iterator place_;
  };

  /// Ends the connections that wait for a request: their next read finds the end.
  void end_waiting();
  /// Ends all of them, whatever they do.
  void end_all();
  [[nodiscard]] std::size_t count() const;

 private:
  void give_back(const std::string& key);

  const int per_address_max_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, int> held_;
  std::list<Ticket*> open_;
};

}  // namespace stillpoint::http
