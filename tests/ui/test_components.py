"""Components say what they accept, and refuse the rest when the template is read."""

from datetime import date, timedelta

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import get_template
from django.utils import timezone, translation

from ui.components import COMPONENTS, PARTS
from ui.components.people import initials
from ui.components.states import words_left
from ui.gallery import blank_form, wrong_form


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def draw(source: str, **values: object) -> str:
    return Template("{% load i18n ui %}" + source).render(Context(values))


def test_every_component_has_a_template_and_a_name_of_its_own():
    for component in COMPONENTS.values():
        get_template(component.template)

    assert len(COMPONENTS) == sum(len(part) for part in PARTS.values())


def test_every_component_and_prop_says_what_it_is():
    silent = [c.name for c in COMPONENTS.values() if not c.doc]
    silent += [f"{c.name}.{p.name}" for c in COMPONENTS.values() for p in c.props if not p.doc]

    assert silent == []


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ('{% c "buton" label="x" %}', "No component 'buton'. There are: button, post_button"),
        (
            '{% c "button" %}',
            "Component 'button' needs the prop 'label'. It accepts: label*, kind,",
        ),
        (
            '{% c "button" label="x" colour="red" %}',
            "Component 'button' has no prop 'colour'. It accepts: label*,",
        ),
        (
            '{% c "badge" label="x" tone="red" %}',
            "Component 'badge': tone='red' is none of 'neutral',",
        ),
        ('{% c "button" "x" %}', "Write prop=value, not '\"x\"'. It accepts: label*,"),
        (
            '{% cblock "badge" label="x" %}y{% endcblock %}',
            "Component 'badge' takes no content; use {% c %}.",
        ),
        ("{% slot %}{% endslot %}", 'Write {% slot "name" %}.'),
    ],
)
def test_a_wrong_use_is_refused_when_the_template_is_read(source, complaint):
    with pytest.raises(TemplateSyntaxError) as refused:
        Template("{% load ui %}" + source)

    assert str(refused.value).startswith(complaint)


def test_a_wrong_choice_is_refused():
    with pytest.raises(TemplateSyntaxError) as refused:
        draw('{% c "badge" label="x" tone=tone %}', tone="red")

    assert str(refused.value).startswith(
        "Component 'badge': tone='red' is none of 'neutral', 'info',"
    )


def test_an_unknown_slot_is_refused():
    with pytest.raises(TemplateSyntaxError) as refused:
        draw('{% cblock "card" title="x" %}{% slot "foot" %}y{% endslot %}{% endcblock %}')

    assert str(refused.value).startswith("No slot 'foot' here. It accepts: title*,")


def test_an_unknown_icon_is_refused():
    with pytest.raises(TemplateSyntaxError) as refused:
        draw('{% icon "unicorn" %}')

    assert str(refused.value).startswith("No icon 'unicorn'. There are: alert,")


def test_values_are_escaped_once():
    drawn = draw(
        '{% cblock "card" title=title %}{{ text }}{% endcblock %}', title="<b>&", text="<script>"
    )

    assert "&lt;b&gt;&amp;" in drawn
    assert "&lt;script&gt;" in drawn
    assert "<script>" not in drawn
    assert "&amp;lt;" not in drawn


def test_attributes_are_passed_on_and_escaped():
    drawn = draw(
        '{% c "button" label="x" type="button" data-id=value hx-post="/a/" aria-controls="b" data-no=no data-yes=yes %}',
        value='"><b>', no=None, yes=True,
    )  # fmt: skip

    assert 'data-id="&quot;&gt;&lt;b&gt;"' in drawn
    assert 'hx-post="/a/"' in drawn
    assert 'aria-controls="b"' in drawn
    assert "data-no" not in drawn
    assert " data-yes" in drawn


def test_a_slot_inside_a_condition_is_filled():
    source = '{% cblock "card" title="x" %}{% if show %}{% slot "action" %}press{% endslot %}{% endif %}body{% endcblock %}'

    assert "press" in draw(source, show=True)
    assert "card__foot" not in draw(source, show=False)


def test_components_inside_each_other_keep_their_own_slots():
    drawn = draw(
        '{% cblock "section" title="outer" %}{% slot "action" %}one{% endslot %}'
        '{% cblock "card" title="inner" %}{% slot "action" %}two{% endslot %}{% endcblock %}{% endcblock %}'
    )

    assert drawn.index("one") < drawn.index("inner") < drawn.index("two")


def test_a_component_can_be_kept_for_later():
    assert draw('{% c "badge" label="Sent" as state %}[{{ state }}]').startswith("[<span")


def test_a_component_sees_nothing_else_of_the_page():
    assert "leak" not in draw('{% c "card" title="x" %}', content="leak", href="leak", state="leak")


def test_a_reason_disables_a_button_and_describes_it():
    drawn = draw(
        '{% c "button" label="Send review" href="/x" reason="The round opens on 1 June." %}'
    )

    assert 'aria-disabled="true"' in drawn
    assert "href" not in drawn.split("<svg")[0]
    assert "submit" not in drawn
    described = drawn.split('aria-describedby="')[1].split('"')[0]
    assert f'id="{described}"' in drawn
    assert "The round opens on 1 June." in drawn


def test_a_field_names_its_hint_and_error():
    drawn = draw('{% c "field" field=form.title %}', form=wrong_form())

    assert 'aria-describedby="wrong_title_hint wrong_title_error"' in drawn
    assert 'id="wrong_title_hint"' in drawn
    assert 'id="wrong_title_error"' in drawn
    assert 'aria-invalid="true"' in drawn


def test_a_field_that_may_stay_empty_says_so():
    assert "(optional)" in draw('{% c "field" field=form.email %}', form=blank_form())
    assert "(optional)" not in draw('{% c "field" field=form.title %}', form=blank_form())


def test_a_single_box_to_tick_says_by_itself_that_it_may_stay_empty():
    class Choice(forms.Form):
        late = forms.BooleanField(required=False)

    assert "(optional)" not in draw('{% c "field" field=form.late %}', form=Choice())


@pytest.mark.parametrize("name", blank_form().fields)
def test_every_control_has_a_label_that_points_at_it(name):
    form = blank_form()
    drawn = draw('{% c "field" field=field %}', field=form[name])

    targets = [part.split('"')[0] for part in drawn.split('for="')[1:]]
    assert targets != []
    assert all(f'id="{target}"' in drawn for target in targets)
    assert drawn.count(" id=") == len({part.split('"')[0] for part in drawn.split(' id="')[1:]})


def test_the_summary_links_to_every_wrong_field():
    form = wrong_form()
    drawn = draw('{% c "form_errors" form=form %}', form=form)

    assert "8 things need your attention" in drawn
    assert drawn.count('href="#wrong_') == 8
    assert draw('{% c "form_errors" form=form %}', form=blank_form()).strip() == ""


@pytest.mark.parametrize(
    ("days", "over", "words"),
    [
        (24, False, "24 days left"),
        (1, False, "tomorrow"),
        (0, False, "today"),
        (0, True, "closed today"),
        (-1, True, "1 day ago"),
        (-4, True, "4 days ago"),
    ],
)
def test_a_deadline_says_how_far_away_it_is(days, over, words):
    with translation.override("en"):
        assert words_left(days, over=over) == words


def test_a_deadline_is_the_readers_turn_when_it_is_near():
    today = timezone.localdate()

    assert "deadline--turn" in draw('{% c "deadline" at=at %}', at=today + timedelta(days=2))
    assert "deadline--neutral" in draw('{% c "deadline" at=at %}', at=today + timedelta(days=20))
    assert "deadline--neutral" in draw(
        '{% c "deadline" at=at done=True %}', at=today + timedelta(days=2)
    )
    assert "deadline--bad" in draw('{% c "deadline" at=at %}', at=today - timedelta(days=2))
    assert 'datetime="2017-06-01"' in draw('{% c "deadline" at=at %}', at=date(2017, 6, 1))
    assert draw('{% c "deadline" at=at %}', at=None).strip() == ""


def test_a_counter_of_nothing_is_not_there():
    assert draw('{% c "counter" count=0 label="notices" %}').strip() == ""
    assert "hidden" in draw('{% c "counter" count=0 label="notices" keep=True %}')


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada de Boer", "AB"),
        ("Ada", "A"),
        ("", "?"),
        ("  ", "?"),
        ("jan-willem vos", "JV"),
        ("(x) 😀", "?"),
        ("Émile Zola", "ÉZ"),
    ],
)
def test_initials(name, letters):
    assert initials(name) == letters


def test_changes_are_marked_for_eye_and_ear():
    drawn = draw('{% c "diff" parts=parts %}', parts=[("=", "a "), ("-", "b"), ("+", "<c>")])

    assert "<del>" in drawn
    assert "<ins>" in drawn
    assert "&lt;c&gt;" in drawn
    assert "removed: " in drawn
    assert "added: " in drawn
