storage "raft" {
  path = "/vault/data"
}

raw_storage_endpoint = false
