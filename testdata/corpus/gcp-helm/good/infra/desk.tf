resource "google_vertex_ai_reasoning_engine" "desk" {
  display_name = "claims-desk"
  region       = var.region

  spec {
    identity_type   = "AGENT_IDENTITY"
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
    }
  }
}

resource "google_project_iam_audit_config" "models" {
  project = var.project
  service = "aiplatform.googleapis.com"

  audit_log_config {
    log_type = "DATA_READ"
  }
}
