resource "google_iam_workload_identity_pool" "github" {
  workload_identity_pool_id = "github"
}

resource "google_iam_workload_identity_pool_provider" "github" {
  workload_identity_pool_id          = google_iam_workload_identity_pool.github.workload_identity_pool_id
  workload_identity_pool_provider_id = "claims"
  attribute_condition                = "assertion.repository_id == '712345678' && assertion.environment == '${var.environment}'"

  attribute_mapping = {
    "google.subject"       = "assertion.sub"
    "attribute.repository" = "assertion.repository"
  }

  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}

resource "google_service_account" "deploy" {
  account_id   = "claims-deploy"
  display_name = "Deploys the chart from GitHub"
}

resource "google_service_account_iam_member" "deploy" {
  service_account_id = google_service_account.deploy.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principal://iam.googleapis.com/${google_iam_workload_identity_pool.github.name}/subject/repo:fabrikam/claims:environment:${var.environment}"
}

resource "google_project_iam_member" "deploy" {
  project = var.project
  role    = "roles/container.clusterViewer"
  member  = google_service_account.deploy.member
}
