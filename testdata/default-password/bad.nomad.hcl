job "memory" {
  group "main" {
    task "postgres" {
      driver = "docker"

      config {
        image = "pgvector/pgvector:pg17"
      }

      env {
        POSTGRES_USER     = "agents"
        POSTGRES_PASSWORD = "postgres"
      }
    }
  }
}
