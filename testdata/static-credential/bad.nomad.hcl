job "triage-agent" {
  group "main" {
    task "agent" {
      driver = "docker"

      config {
        image = "registry.example.com/support/triage:1"
        args  = ["langgraph", "up", "--port=${NOMAD_PORT_http}"]
      }

      template {
        destination = "secrets/agent.env"
        env         = true
        data        = "OPENAI_API_KEY={{ with secret \"secret/data/support\" }}{{ .Data.data.openai }}{{ end }}"
      }
    }
  }
}
