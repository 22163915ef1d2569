resource "google_service_account" "agent" {
  account_id = "agent"
  project    = "acme"
}

variable "roles" {
  default = ["roles/aiplatform.user", "roles/editor"]
}

resource "google_project_iam_member" "agent" {
  for_each = toset(var.roles)
  project  = "acme"
  role     = each.value
  member   = "serviceAccount:${google_service_account.agent.email}"
}

resource "google_project_iam_binding" "impersonate" {
  project = "acme"
  role    = "roles/iam.serviceAccountTokenCreator"
  members = ["serviceAccount:agent@acme.iam.gserviceaccount.com", "user:kim@acme.dev"]
}

resource "google_secret_manager_secret_iam_member" "one" {
  secret_id = "openai"
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.agent.member
}

resource "google_service_account_iam_member" "open" {
  service_account_id = google_service_account.agent.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.ci.name}/*"
}

resource "google_service_account" "caller" {
  account_id = "caller"
}

resource "google_service_account_iam_member" "caller" {
  service_account_id = google_service_account.agent.name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = "serviceAccount:${google_service_account.caller.email}"
}

resource "google_iam_workload_identity_pool" "ci" {
  workload_identity_pool_id = "ci"
}

resource "google_iam_workload_identity_pool_provider" "open" {
  workload_identity_pool_provider_id = "github"
  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}

resource "google_iam_workload_identity_pool_provider" "closed" {
  workload_identity_pool_provider_id = "github"
  attribute_condition                = "assertion.repository == 'acme/agents'"
  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}
