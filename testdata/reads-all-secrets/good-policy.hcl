path "secret/data/jobs/nightly/*" {
  capabilities = ["read"]
}
