job "nightly-agent" {
  type = "batch"

  periodic {
    crons = ["0 3 * * *"]
  }

  group "run" {
    task "run" {
      driver = "docker"

      config {
        image   = "registry.example.com/agents/nightly:2"
        command = "crewai"
        args    = ["run"]
      }

      # The way of Nomad before 1.10.
      vault {
        policies = ["nightly", "default"]
      }

      identity {
        name = "cloud"
        aud  = ["sts.amazonaws.com"]
        file = true
        ttl  = "48h"
      }

      env {
        OPENAI_API_KEY = "sk-proj-x6ONVLCPWWjjabyFZ8vbT3BlbkFJ4lrhqypnKZS6GsOt"
      }
    }
  }
}
