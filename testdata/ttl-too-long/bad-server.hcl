storage "raft" {
  path = "/vault/data"
}

default_lease_ttl = "168h"
