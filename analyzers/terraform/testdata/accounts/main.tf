# Two accounts of AWS, one of them in two regions, and two projects of Google.
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws" }
    google = { source = "hashicorp/google" }
  }
}

provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111111111111"]
}

provider "aws" {
  alias               = "us"
  region              = "us-east-1"
  allowed_account_ids = ["111111111111"]
}

provider "aws" {
  alias  = "prod"
  region = "eu-central-1"
  assume_role {
    role_arn = "arn:aws:iam::222222222222:role/deploy"
  }
}

# Whose account this is only a run knows; it is not the one of prod.
provider "aws" {
  alias = "guest"
  assume_role {
    role_arn = var.guest_role
  }
}

variable "guest_role" {
  type = string
}

provider "google" {
  project = "acme-agents-dev"
}

provider "google" {
  alias   = "prod"
  project = "acme-agents-prod"
}

locals {
  lambda = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

# The same name in three accounts is three roles.
resource "aws_iam_role" "here" {
  name               = "planner"
  assume_role_policy = local.lambda
}

resource "aws_iam_role" "prod" {
  provider           = aws.prod
  name               = "planner"
  path               = "/agents/"
  assume_role_policy = local.lambda
}

resource "aws_iam_role" "guest" {
  provider           = aws.guest
  name               = "planner"
  assume_role_policy = local.lambda
}

# IAM knows no regions: this is the role "here".
resource "aws_iam_role_policy_attachment" "here" {
  provider   = aws.us
  role       = "planner"
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role_policy_attachment" "prod" {
  provider   = aws.prod
  role       = "planner"
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

module "worker" {
  source    = "./modules/worker"
  providers = { aws = aws.prod, aws.audit = aws.guest }
}

module "plain" {
  source = "./modules/worker"
  providers = {
    aws       = aws
    aws.audit = aws.us
  }
}

# The reasoner of production runs there, whatever this file is called.
resource "aws_lambda_function" "reasoner" {
  provider      = aws.prod
  function_name = "reasoner"
  role          = aws_iam_role.prod.arn
  image_uri     = "222222222222.dkr.ecr.eu-central-1.amazonaws.com/reasoner:1"
  environment {
    variables = { ANTHROPIC_MODEL = "claude-sonnet-4-5" }
  }
}

resource "google_service_account" "dev" {
  account_id = "planner"
}

resource "google_service_account" "prod" {
  provider   = google.prod
  account_id = "planner"
}

# Each project has a default account of its own.
resource "google_cloud_run_v2_service" "dev" {
  name     = "planner"
  location = "europe-west1"
  template {
    containers {
      image = "europe-docker.pkg.dev/acme-agents-dev/agents/planner:1"
    }
  }
}

resource "google_cloud_run_v2_service" "prod" {
  provider = google.prod
  name     = "planner"
  location = "europe-west1"
  template {
    containers {
      image = "europe-docker.pkg.dev/acme-agents-prod/agents/planner:1"
    }
  }
}
