# Accounts that something runs as, that a pipeline may act as, and that others make: of
# another project, and of the platform itself.
provider "google" {
  project = "acme-agents"
}

resource "google_service_account" "digest" {
  account_id = "digest-agent"
}

resource "google_service_account" "deploy" {
  account_id = "deploy-agent"
}

resource "google_project_iam_member" "digest" {
  for_each = toset([google_service_account.digest.member, google_service_account.deploy.member])

  project = "acme-agents"
  role    = "roles/storage.objectAdmin"
  member  = each.key
}

resource "google_project_iam_member" "others" {
  for_each = toset([
    "serviceAccount:reader@acme-analytics.iam.gserviceaccount.com",
    "serviceAccount:service-123456789012@gcp-sa-aiplatform.iam.gserviceaccount.com",
    "serviceAccount:123456789012-compute@developer.gserviceaccount.com",
  ])

  project = "acme-agents"
  role    = "roles/aiplatform.user"
  member  = each.key
}

resource "google_service_account_iam_member" "deploy" {
  service_account_id = google_service_account.deploy.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/github/attribute.repository/acme/agents"
}

resource "google_cloud_run_v2_service" "digest" {
  name     = "digest-agent"
  location = "europe-west1"

  template {
    service_account = google_service_account.digest.email
    containers {
      image = "europe-docker.pkg.dev/acme-agents/agents/digest:3.1.0"
    }
  }
}
