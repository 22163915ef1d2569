storage "raft" {
  path = "/vault/data"
}

max_lease_ttl = "87600h"
