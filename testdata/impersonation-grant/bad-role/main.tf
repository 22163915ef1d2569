resource "google_project_iam_custom_role" "deployer" {
  role_id     = "deployer"
  title       = "deployer"
  permissions = ["run.services.update", "iam.serviceAccounts.getAccessToken"]
}

resource "google_project_iam_member" "deployer" {
  project = "acme"
  role    = google_project_iam_custom_role.deployer.name
  member  = "serviceAccount:${google_service_account.deployer.email}"
}

resource "google_service_account" "deployer" {
  account_id = "deployer-agent"
  project    = "acme"
}

resource "gitlab_personal_access_token" "operator" {
  user_id    = 7
  name       = "operator-agent"
  scopes     = ["sudo"]
  expires_at = timeadd(timestamp(), "12h")
}
