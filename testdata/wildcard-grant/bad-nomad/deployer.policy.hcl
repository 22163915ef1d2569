# What the agent that deploys is given: every namespace, where it needs its own.
namespace "*" {
  policy = "write"
}

node {
  policy = "read"
}
