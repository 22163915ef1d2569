namespace "*" {
  policy       = "write"
  capabilities = ["alloc-node-exec"]
}

node {
  policy = "read"
}

operator {
  policy = "write"
}

host_volume "models" {
  policy = "read"
}
