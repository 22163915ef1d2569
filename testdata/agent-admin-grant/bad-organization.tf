# A right on the organization is one on every project of it.
resource "google_folder" "agents" {
  display_name = "agents"
  parent       = "organizations/123456789012"
}

resource "google_project" "delivery" {
  name       = "delivery"
  project_id = "acme-delivery"
  folder_id  = google_folder.agents.name
}

resource "google_service_account" "planner" {
  account_id = "planner"
  project    = "acme-planning"
}

resource "google_service_account" "deployer" {
  account_id = "deployer"
  project    = google_project.delivery.project_id
}

resource "google_organization_iam_member" "creator" {
  org_id = "123456789012"
  role   = "roles/iam.serviceAccountTokenCreator"
  member = google_service_account.planner.member
}

resource "google_project_iam_member" "owner" {
  project = google_project.delivery.project_id
  role    = "roles/owner"
  member  = google_service_account.deployer.member
}

resource "google_vertex_ai_reasoning_engine" "planner" {
  display_name = "planner"
  region       = "europe-west1"

  spec {
    service_account = google_service_account.planner.email
    agent_framework = "google-adk"
  }
}
