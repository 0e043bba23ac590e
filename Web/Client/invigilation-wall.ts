import './invigilation/wall.css';
import './invigilation/person.css';
import { InvigilationWallElement } from './invigilation/invigilationWall';

customElements.define('invigilation-wall', InvigilationWallElement);
