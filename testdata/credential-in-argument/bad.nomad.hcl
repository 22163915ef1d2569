job "triage-agent" {
  group "main" {
    task "agent" {
      driver = "docker"

      # Nomad puts the variable's value in, and every list of processes shows it.
      config {
        image = "registry.example.com/support/triage:1"
        args  = ["langgraph", "up", "--api-key=${OPENAI_API_KEY}"]
      }

      template {
        destination = "secrets/agent.env"
        env         = true
        data        = "OPENAI_API_KEY={{ with secret \"secret/data/support\" }}{{ .Data.data.openai }}{{ end }}"
      }
    }
  }
}
