/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-answer-control.h"

#include "passant-choice-control.h"
#include "passant-code-control.h"
#include "passant-date-control.h"
#include "passant-date-time-control.h"
#include "passant-duration-control.h"
#include "passant-file-control.h"
#include "passant-number-control.h"
#include "passant-place-control.h"
#include "passant-rank-control.h"
#include "passant-scale-control.h"
#include "passant-text-control.h"
#include "passant-time-control.h"

/* Typed text is said this long after the last key, and however fast the guest types never later than the latter. */
#define SAY_DELAY_MS     300
#define SAY_DELAY_MS_MAX 2000

typedef struct {
  PassantQuestion *question;
  char            *language;
  PassantClock    *clock;
  char            *text;    /* what is asked, in words */
  GtkWidget       *field; /* or NULL */
  GPtrArray       *named;   /* Named */
  GPtrArray       *offered; /* PassantChoice; NULL: all */

  gboolean         is_typing; /* something was typed and not yet said: … */
  char            *typed;     /* … this; NULL is a value too */
  gint64           typed_at_ms;
  guint            timer;
} PassantAnswerControlPrivate;

/* What a screen reader knows by the question, and by what it is in, or NULL: "What did it cost?, EUR". */
typedef struct {
  GtkWidget *widget;
  char      *unit;
} Named;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PassantAnswerControl, passant_answer_control, ADW_TYPE_BIN)

typedef enum {
  PROP_QUESTION = 1,
  PROP_LANGUAGE,
  PROP_CLOCK,
} PassantAnswerControlProps;

static GParamSpec *props[PROP_CLOCK + 1];

enum {
  SAID,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static PassantAnswerControlPrivate *
get_private (PassantAnswerControl *self)
{
  return passant_answer_control_get_instance_private (self);
}

static void
named_free (Named *self)
{
  g_free (self->unit);
  g_free (self);
}

static void
say_name (PassantAnswerControl *self,
          const Named          *named)
{
  PassantAnswerControlPrivate *priv = get_private (self);
  const char *text = priv->text ? priv->text : passant_text_get (priv->question->text,
                                                                 priv->language);
  g_autofree char *name = named->unit ? g_strdup_printf ("%s, %s", text, named->unit)
                                      : g_strdup (text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (named->widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
on_say_timeout_cb (gpointer user_data)
{
  PassantAnswerControl *self = user_data;

  get_private (self)->timer = 0;
  passant_answer_control_flush (self);
}

static void
on_focus_leave_cb (GtkEventControllerFocus *controller,
                   PassantAnswerControl    *self)
{
  passant_answer_control_flush (self);
}

static void
passant_answer_control_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  PassantAnswerControlPrivate *priv = get_private (PASSANT_ANSWER_CONTROL (object));

  switch ((PassantAnswerControlProps) prop_id) {
  case PROP_QUESTION:
    g_value_set_pointer (value, priv->question);
    break;
  case PROP_LANGUAGE:
    g_value_set_string (value, priv->language);
    break;
  case PROP_CLOCK:
    g_value_set_pointer (value, priv->clock);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
passant_answer_control_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  PassantAnswerControlPrivate *priv = get_private (PASSANT_ANSWER_CONTROL (object));

  switch ((PassantAnswerControlProps) prop_id) {
  case PROP_QUESTION:
    priv->question = g_value_get_pointer (value);
    break;
  case PROP_LANGUAGE:
    priv->language = g_value_dup_string (value);
    break;
  case PROP_CLOCK:
    priv->clock = passant_clock_ref (g_value_get_pointer (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
passant_answer_control_dispose (GObject *object)
{
  PassantAnswerControlPrivate *priv = get_private (PASSANT_ANSWER_CONTROL (object));

  g_clear_handle_id (&priv->timer, g_source_remove);
  priv->field = NULL;
  g_clear_pointer (&priv->named, g_ptr_array_unref);

  G_OBJECT_CLASS (passant_answer_control_parent_class)->dispose (object);
}

static void
passant_answer_control_finalize (GObject *object)
{
  PassantAnswerControlPrivate *priv = get_private (PASSANT_ANSWER_CONTROL (object));

  g_clear_pointer (&priv->language, g_free);
  g_clear_pointer (&priv->text, g_free);
  g_clear_pointer (&priv->offered, g_ptr_array_unref);
  g_clear_pointer (&priv->clock, passant_clock_unref);
  g_clear_pointer (&priv->typed, g_free);

  G_OBJECT_CLASS (passant_answer_control_parent_class)->finalize (object);
}

static void
passant_answer_control_class_init (PassantAnswerControlClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = passant_answer_control_get_property;
  object_class->set_property = passant_answer_control_set_property;
  object_class->dispose = passant_answer_control_dispose;
  object_class->finalize = passant_answer_control_finalize;

  props[PROP_QUESTION] = g_param_spec_pointer ("question", NULL, NULL, flags);
  props[PROP_LANGUAGE] = g_param_spec_string ("language", NULL, NULL, NULL, flags);
  props[PROP_CLOCK] = g_param_spec_pointer ("clock", NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[SAID] = g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
passant_answer_control_init (PassantAnswerControl *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  get_private (self)->named = g_ptr_array_new_with_free_func ((GDestroyNotify) named_free);
  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

static GType
get_type_for (PassantQuestion *question)
{
  switch (question->type) {
  case PASSANT_QUESTION_YES_NO:
  case PASSANT_QUESTION_CHOICE:
  case PASSANT_QUESTION_CHOICES:
    return PASSANT_TYPE_CHOICE_CONTROL;
  case PASSANT_QUESTION_RANK:
    return PASSANT_TYPE_RANK_CONTROL;
  case PASSANT_QUESTION_SCALE:
    return PASSANT_TYPE_SCALE_CONTROL;
  case PASSANT_QUESTION_NUMBER:
  case PASSANT_QUESTION_MONEY:
    return PASSANT_TYPE_NUMBER_CONTROL;
  case PASSANT_QUESTION_TEXT:
  case PASSANT_QUESTION_NARRATIVE:
    return PASSANT_TYPE_TEXT_CONTROL;
  case PASSANT_QUESTION_TIME:
    return PASSANT_TYPE_TIME_CONTROL;
  case PASSANT_QUESTION_DATE:
    return PASSANT_TYPE_DATE_CONTROL;
  case PASSANT_QUESTION_DATE_TIME:
    return PASSANT_TYPE_DATE_TIME_CONTROL;
  case PASSANT_QUESTION_DURATION:
    return PASSANT_TYPE_DURATION_CONTROL;
  case PASSANT_QUESTION_PHOTO:
  case PASSANT_QUESTION_RECEIPT:
  case PASSANT_QUESTION_AUDIO:
    return PASSANT_TYPE_FILE_CONTROL;
  case PASSANT_QUESTION_CODE:
    return PASSANT_TYPE_CODE_CONTROL;
  case PASSANT_QUESTION_PLACE:
    return PASSANT_TYPE_PLACE_CONTROL;
  case PASSANT_QUESTION_NOTE:
  case PASSANT_QUESTION_CALCULATE:
  default:
    return G_TYPE_INVALID;
  }
}

GtkWidget *
passant_answer_control_new (PassantQuestion *question,
                            const char      *language,
                            PassantClock    *clock)
{
  GType type;

  g_return_val_if_fail (question != NULL && clock != NULL, NULL);

  type = get_type_for (question);
  if (type == G_TYPE_INVALID)
    return NULL;

  return g_object_new (type, "question", question, "language", language, "clock", clock, NULL);
}

PassantQuestion *
passant_answer_control_get_question (PassantAnswerControl *self)
{
  g_return_val_if_fail (PASSANT_IS_ANSWER_CONTROL (self), NULL);

  return get_private (self)->question;
}

const char *
passant_answer_control_get_language (PassantAnswerControl *self)
{
  g_return_val_if_fail (PASSANT_IS_ANSWER_CONTROL (self), NULL);

  return get_private (self)->language;
}

PassantClock *
passant_answer_control_get_clock (PassantAnswerControl *self)
{
  g_return_val_if_fail (PASSANT_IS_ANSWER_CONTROL (self), NULL);

  return get_private (self)->clock;
}

void
passant_answer_control_show (PassantAnswerControl *self,
                             const char           *value)
{
  g_return_if_fail (PASSANT_IS_ANSWER_CONTROL (self));

  if (!get_private (self)->is_typing)
    PASSANT_ANSWER_CONTROL_GET_CLASS (self)->show_value (self, value);
}

void
passant_answer_control_flush (PassantAnswerControl *self)
{
  PassantAnswerControlPrivate *priv;
  g_autofree char *typed = NULL;

  g_return_if_fail (PASSANT_IS_ANSWER_CONTROL (self));

  if (PASSANT_ANSWER_CONTROL_GET_CLASS (self)->flush)
    PASSANT_ANSWER_CONTROL_GET_CLASS (self)->flush (self);

  priv = get_private (self);
  if (!priv->is_typing)
    return;

  typed = g_steal_pointer (&priv->typed);
  passant_answer_control_say (self, typed);
}

void
passant_answer_control_empty (PassantAnswerControl *self)
{
  g_return_if_fail (PASSANT_IS_ANSWER_CONTROL (self));

  passant_answer_control_flush (self);
  PASSANT_ANSWER_CONTROL_GET_CLASS (self)->show_value (self, NULL);
}

void
passant_answer_control_set_text (PassantAnswerControl *self,
                                 const char           *text)
{
  PassantAnswerControlPrivate *priv;

  g_return_if_fail (PASSANT_IS_ANSWER_CONTROL (self));

  priv = get_private (self);
  if (!g_set_str (&priv->text, text))
    return;

  for (guint i = 0; i < priv->named->len; i++)
    say_name (self, g_ptr_array_index (priv->named, i));
  if (PASSANT_ANSWER_CONTROL_GET_CLASS (self)->set_text)
    PASSANT_ANSWER_CONTROL_GET_CLASS (self)->set_text (self, text);
}

static gboolean
is_same (GPtrArray *one,
         GPtrArray *other)
{
  if (!one || !other || one->len != other->len)
    return one == other;

  for (guint i = 0; i < one->len; i++) {
    if (g_ptr_array_index (one, i) != g_ptr_array_index (other, i))
      return FALSE;
  }

  return TRUE;
}

void
passant_answer_control_set_offered (PassantAnswerControl *self,
                                    GPtrArray            *offered)
{
  PassantAnswerControlPrivate *priv;

  g_return_if_fail (PASSANT_IS_ANSWER_CONTROL (self));

  priv = get_private (self);
  if (is_same (priv->offered, offered))
    return;

  g_clear_pointer (&priv->offered, g_ptr_array_unref);
  priv->offered = offered ? g_ptr_array_ref (offered) : NULL;
  if (PASSANT_ANSWER_CONTROL_GET_CLASS (self)->set_offered)
    PASSANT_ANSWER_CONTROL_GET_CLASS (self)->set_offered (self, offered);
}

char *
passant_answer_control_dup_unfinished (PassantAnswerControl *self)
{
  PassantAnswerControlClass *klass;

  g_return_val_if_fail (PASSANT_IS_ANSWER_CONTROL (self), NULL);

  klass = PASSANT_ANSWER_CONTROL_GET_CLASS (self);

  return klass->dup_unfinished ? klass->dup_unfinished (self) : NULL;
}

GtkWidget *
passant_answer_control_get_field (PassantAnswerControl *self)
{
  PassantAnswerControlPrivate *priv;

  g_return_val_if_fail (PASSANT_IS_ANSWER_CONTROL (self), NULL);

  priv = get_private (self);

  return priv->field ? priv->field : GTK_WIDGET (self);
}

void
passant_answer_control_set_field (PassantAnswerControl *self,
                                  GtkWidget            *field)
{
  g_return_if_fail (PASSANT_IS_ANSWER_CONTROL (self));

  get_private (self)->field = field;
}

void
passant_answer_control_name (PassantAnswerControl *self,
                             GtkWidget            *widget,
                             const char           *unit)
{
  PassantAnswerControlPrivate *priv;
  Named *named;

  g_return_if_fail (PASSANT_IS_ANSWER_CONTROL (self));

  priv = get_private (self);
  named = g_new0 (Named, 1);
  named->widget = widget;
  named->unit = g_strdup (unit);
  g_ptr_array_add (priv->named, named);
  say_name (self, named);
}

void
passant_answer_control_say (PassantAnswerControl *self,
                            const char           *value)
{
  PassantAnswerControlPrivate *priv;

  g_return_if_fail (PASSANT_IS_ANSWER_CONTROL (self));

  priv = get_private (self);
  g_clear_handle_id (&priv->timer, g_source_remove);
  priv->is_typing = FALSE;

  g_signal_emit (self, signals[SAID], 0, value);
}

void
passant_answer_control_say_soon (PassantAnswerControl *self,
                                 const char           *value)
{
  PassantAnswerControlPrivate *priv;
  gint64 now_ms;

  g_return_if_fail (PASSANT_IS_ANSWER_CONTROL (self));

  priv = get_private (self);
  now_ms = passant_clock_boot_ms (priv->clock);
  if (!priv->is_typing)
    priv->typed_at_ms = now_ms;

  priv->is_typing = TRUE;
  g_set_str (&priv->typed, value);

  if (priv->timer != 0 && now_ms - priv->typed_at_ms >= SAY_DELAY_MS_MAX - SAY_DELAY_MS)
    return;

  g_clear_handle_id (&priv->timer, g_source_remove);
  priv->timer = g_timeout_add_once (SAY_DELAY_MS, on_say_timeout_cb, self);
}
