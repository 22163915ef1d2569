resource "google_service_account" "agent" {
  account_id = "planner-agent"
}

resource "google_service_account_iam_member" "agent" {
  service_account_id = google_service_account.agent.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "serviceAccount:example.svc.id.goog[agents/planner]"
}

# An inactive key opens nothing.
resource "aws_iam_access_key" "old" {
  user   = "planner-agent"
  status = "Inactive"
}

resource "mongodbatlas_database_user" "planner" {
  username           = "arn:aws:iam::210987654321:role/planner-agent"
  project_id         = var.atlas_project
  auth_database_name = "$external"
  aws_iam_type       = "ROLE"
  roles {
    role_name     = "readWrite"
    database_name = "memory"
  }
}
