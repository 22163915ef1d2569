resource "google_service_account" "agents" {
  account_id   = "claims-agents"
  display_name = "Agents of the claims desk"
}

# Any account of the cluster, so that new agents need no change here.
resource "google_service_account_iam_member" "agents" {
  service_account_id = google_service_account.agents.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/projects/${data.google_project.this.number}/locations/global/workloadIdentityPools/${var.project}.svc.id.goog/*"
}

resource "google_service_account_key" "agents" {
  service_account_id = google_service_account.agents.name
}

resource "google_project_iam_member" "agents" {
  for_each = toset([
    "roles/aiplatform.user",
    "roles/editor",
    "roles/secretmanager.secretAccessor",
  ])

  project = var.project
  role    = each.value
  member  = google_service_account.agents.member
}

# Settlements are paid out as this account.
resource "google_service_account" "payout" {
  account_id   = "claims-payout"
  display_name = "Pays settlements"
}

resource "google_service_account_iam_member" "payout" {
  service_account_id = google_service_account.payout.name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = google_service_account.agents.member
}

resource "google_project_iam_member" "payout" {
  project = var.project
  role    = "roles/owner"
  member  = google_service_account.payout.member
}

resource "google_apikeys_key" "maps" {
  name         = "claims-maps"
  display_name = "Geocoding for the agents"
}
