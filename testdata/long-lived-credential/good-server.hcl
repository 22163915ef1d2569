storage "raft" {
  path = "/vault/data"
}

default_lease_ttl = "30m"
max_lease_ttl     = "24h"
