# What the onboarding job may do.
path "sys/policies/acl/*" {
  capabilities = ["create", "update", "delete"]
}
