job "fixer-agent" {
  group "main" {
    task "agent" {
      driver = "docker"

      config {
        image   = "registry.example.com/agents/fixer:2"
        command = "claude"
        args    = ["-p", "fix the build"]
        mount {
          type   = "bind"
          source = "/home/deploy/.aws"
          target = "/root/.aws"
        }
      }

      template {
        destination = "secrets/agent.env"
        env         = true
        data        = "ANTHROPIC_API_KEY={{ with secret \"secret/data/agents/fixer\" }}{{ .Data.data.anthropic }}{{ end }}"
      }
    }
  }
}
