variable "slack_bot_token" {
  type    = string
  default = "xoxb-204815527391-7350918264457-mQ7Rw2ZxK9vB4nT1cYsLhD8f"
}

job "triage-agent" {
  group "triage" {
    task "agent" {
      driver = "docker"

      config {
        image = "registry.example.com/support/triage-agent:1.4.2"
        args  = ["langgraph", "up", "--api-key=Tq7mZr2Lk9XvBn4Ws6Pd"]
        auth {
          username = "deploy"
          password = "Wq7-tBz3-Kp9x-Vm2c"
        }
      }

      env {
        SLACK_BOT_TOKEN = var.slack_bot_token
        OPENAI_API_KEY  = "sk-proj-x6ONVLCPWWjjabyFZ8vbT3BlbkFJ4lrhqypnKZS6GsOt"
      }

      template {
        destination = "secrets/agent.env"
        env         = true
        data        = <<EOT
LANGSMITH_API_KEY="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"
EOT
      }

      artifact {
        source = "git::https://deploy:pW4-hNz7-Qx2m-Rk9b@git.example.com/support/prompts.git"
      }

      meta {
        deploy_token = "glpat-R7mZ2kXv9TqB4nWs6PdL"
      }
    }
  }
}
