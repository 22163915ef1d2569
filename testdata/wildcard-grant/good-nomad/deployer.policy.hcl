namespace "agents" {
  capabilities = ["submit-job", "read-job", "read-logs"]

  variables {
    path "nomad/jobs/planner" {
      capabilities = ["read"]
    }
  }
}

namespace "*" {
  policy = "deny"
}

node {
  policy = "read"
}
