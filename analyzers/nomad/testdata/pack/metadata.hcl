app {
  url = "https://example.com/agent"
}
pack {
  name    = "agent"
  version = "0.1.0"
}
