path "sys/policies/acl/onboarding-*" {
  capabilities = ["read"]
}
