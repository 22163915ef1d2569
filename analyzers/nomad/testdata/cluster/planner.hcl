namespace "agents" {
  capabilities = ["submit-job", "read-logs"]

  variables {
    path "planner/*" {
      capabilities = ["read"]
    }
  }
}

agent {
  policy = "read"
}
