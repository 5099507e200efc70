/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-receipt.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_RECEIPT_DIALOG (passant_receipt_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PassantReceiptDialog, passant_receipt_dialog, PASSANT, RECEIPT_DIALOG,
                      AdwDialog)

AdwDialog *passant_receipt_dialog_new (const PassantReceipt *receipt,
                                       const char           *hub) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
