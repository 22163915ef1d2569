storage "raft" {
  path = "/vault/data"
}

default_lease_ttl = "1h"
max_lease_ttl     = "768h"
