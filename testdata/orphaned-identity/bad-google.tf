# An account that nothing runs as, and a right of one that nothing makes any more.
provider "google" {
  project = "acme-agents"
}

resource "google_service_account" "digest" {
  account_id = "digest-agent"
}

resource "google_project_iam_member" "digest" {
  project = "acme-agents"
  role    = "roles/storage.objectAdmin"
  member  = "serviceAccount:${google_service_account.digest.email}"
}

resource "google_project_iam_member" "removed" {
  project = "acme-agents"
  role    = "roles/aiplatform.user"
  member  = "serviceAccount:removed-agent@acme-agents.iam.gserviceaccount.com"
}
