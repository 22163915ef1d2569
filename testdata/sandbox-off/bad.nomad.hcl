job "fixer-agent" {
  group "main" {
    task "agent" {
      driver = "raw_exec"

      config {
        command = "claude"
        args    = ["-p", "fix the build"]
      }

      template {
        destination = "secrets/agent.env"
        env         = true
        data        = "ANTHROPIC_API_KEY={{ with secret \"secret/data/agents/fixer\" }}{{ .Data.data.anthropic }}{{ end }}"
      }
    }
  }
}
