resource "google_vertex_ai_reasoning_engine" "desk" {
  display_name = "claims-desk"
  region       = var.region

  spec {
    agent_framework = "google-adk"

    package_spec {
      pickle_object_gcs_uri    = "gs://${var.project}-engine/desk/agent.pkl"
      dependency_files_gcs_uri = "gs://${var.project}-engine/desk/dependencies.tar.gz"
      requirements_gcs_uri     = "gs://${var.project}-engine/desk/requirements.txt"
      python_version           = "3.12"
    }

    deployment_spec {
      env {
        name  = "AGENT_MODEL"
        value = "gemini-2.5-flash"
      }

      env {
        name  = "GEMINI_API_KEY"
        value = "AIzaSyD7pQ2xK9vLm4RtW8bNc3JfHs6YgEu1Zo0"
      }
    }
  }
}
