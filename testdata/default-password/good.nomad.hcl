job "memory" {
  group "main" {
    task "postgres" {
      driver = "docker"

      config {
        image = "pgvector/pgvector:pg17"
      }

      template {
        destination = "secrets/db.env"
        env         = true
        data        = <<EOT
POSTGRES_PASSWORD={{ with nomadVar "nomad/jobs/memory" }}{{ .password }}{{ end }}
EOT
      }
    }
  }
}
