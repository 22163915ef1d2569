resource "google_service_account" "agent" {
  account_id = "planner"
  project = "acme-agents"
}
resource "google_service_account" "deploy" {
  account_id = "deployer"
  project = "acme-agents"
}
resource "google_project_iam_member" "creator" {
  project = "acme-agents"
  role    = "roles/iam.serviceAccountTokenCreator"
  member  = "serviceAccount:${google_service_account.agent.email}"
}
resource "google_project_iam_member" "owner" {
  project = "acme-agents"
  role    = "roles/owner"
  member  = "serviceAccount:${google_service_account.deploy.email}"
}
resource "google_vertex_ai_reasoning_engine" "planner" {
  display_name = "planner"
  region       = "europe-west1"
  spec {
   service_account = google_service_account.agent.email
   agent_framework = "google-adk"
  }
}
