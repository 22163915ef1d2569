job "nightly-agent" {
  type = "batch"
  periodic {
    crons = ["0 3 * * *"]
  }
  group "run" {
    task "run" {
      driver = "docker"
      identity {
        name = "cloud"
        aud  = ["sts.amazonaws.com"]
        file = true
        ttl  = "15m"
      }
    }
  }
}
