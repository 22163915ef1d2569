resource "google_secret_manager_secret" "crm" {
  secret_id = "claims-${var.environment}-crm-token"

  replication {
    auto {}
  }
}

resource "google_secret_manager_secret_version" "crm" {
  secret      = google_secret_manager_secret.crm.id
  secret_data = "crm_live_7Hq2mX9vTbR4kLw8ZpN3sYd6FcJ1gUaE"
}
