#include "http/connection_threads.h"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>

#include "http/connections.h"

namespace stillpoint::http {
namespace {

/// Holds whoever waits until it is opened.
class Gate {
 public:
  void pass() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void wait_for(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_ >= count; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool open_ = false;
};

TEST(ConnectionThreads, NoJobWaitsBehindAnother) {
  constexpr int kJobs = 40;
  ConnectionThreads threads(4, std::size_t{3} * kJobs);  // the limit is another test
  for (int round = 0; round < 5; ++round) {
    const auto gate = std::make_shared<Gate>();  // the last to pass may be behind us
    for (int i = 0; i < kJobs; ++i) ASSERT_TRUE(threads.run([gate] { gate->pass(); })) << i;
    gate->wait_for(kJobs);  // all of them at once, or never
    gate->open();
  }
}

TEST(ConnectionThreads, RefuseBeyondTheirLimit) {
  ConnectionThreads threads(1, 2);
  Gate gate;
  ASSERT_TRUE(threads.run([&gate] { gate.pass(); }));
  ASSERT_TRUE(threads.run([&gate] { gate.pass(); }));
  gate.wait_for(2);
  EXPECT_FALSE(threads.run([] {}));
  gate.open();
  threads.shutdown();
  EXPECT_FALSE(threads.run([] {}));
}

TEST(ConnectionThreads, AStopWaitsForEveryJobThatWasTaken) {
  std::atomic<int> done{0};
  {
    ConnectionThreads threads(2, 100);
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(threads.run([&done] { ++done; }));
    threads.shutdown();
    EXPECT_EQ(done, 100);
  }
}

TEST(Connections, GiveEachAddressItsShare) {
  Connections connections(2);
  auto first = connections.take_share("a");
  auto second = connections.take_share("a");
  EXPECT_TRUE(first && second);
  EXPECT_FALSE(connections.take_share("a"));
  EXPECT_TRUE(connections.take_share("b"));
  first.reset();
  EXPECT_TRUE(connections.take_share("a"));
}

}  // namespace
}  // namespace stillpoint::http
