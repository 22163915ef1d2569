job [[ template "job_name" . ]] {
  group "agent" {
    task "agent" {
      driver = "docker"

      config {
        image = "registry.example.com/agents/agent:[[ var "version" . ]]"
        args  = ["langgraph", "up"]
      }

      env {
        WEBHOOK_SECRET      = [[ var "webhook_secret" . | quote ]]
        LANGFUSE_SECRET_KEY = "sk-lf-3f9c1b7e-5d2a-4860-b1c9-e7f3a5d20846"
      }
    }
  }
}
