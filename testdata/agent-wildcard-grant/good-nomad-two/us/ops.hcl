path "sys/mounts/*" {
  capabilities = ["create", "update", "delete"]
}
