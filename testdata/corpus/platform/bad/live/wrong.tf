# The default of the module, in twelve workers: one fault.
module "workers" {
  source   = "../modules/worker"
  for_each = toset([for n in range(12) : "worker-${n}"])
  name     = each.key
}

module "counted" {
  source = "../modules/worker"
  count  = 2
  name   = "counted-${count.index}"
}

# Every object of every bucket, through an argument.
module "archive" {
  source = "../modules/worker"
  name   = "archive"
  statements = [{
    actions   = ["s3:*"]
    resources = ["arn:aws:s3:::*/*"]
  }]
}

# Two lives of one argument, one of them short.
module "batch" {
  source = "../modules/queue"
  name   = "batch"
  ttl    = 1209600
}

module "online" {
  source = "../modules/queue"
  name   = "online"
  ttl    = 900
}
