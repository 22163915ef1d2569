resource "google_secret_manager_secret" "crm" {
  secret_id = "claims-${var.environment}-crm-token"

  replication {
    auto {}
  }

  topics {
    name = google_pubsub_topic.rotation.id
  }

  rotation {
    next_rotation_time = "2026-12-01T03:00:00Z"
    rotation_period    = "86400s"
  }
}

resource "google_pubsub_topic" "rotation" {
  name = "claims-rotation"
}

# The function that the topic starts makes a new token in the CRM.
resource "google_pubsub_subscription" "rotation" {
  name  = "claims-rotation"
  topic = google_pubsub_topic.rotation.id

  push_config {
    push_endpoint = "https://rotate-crm-${data.google_project.this.number}.${var.region}.run.app"

    oidc_token {
      service_account_email = google_service_account.rotator.email
    }
  }
}

resource "google_service_account" "rotator" {
  account_id   = "claims-rotator"
  display_name = "Starts the rotation of the CRM token"
}

resource "google_secret_manager_secret_iam_member" "intake" {
  secret_id = google_secret_manager_secret.crm.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.intake.member
}
